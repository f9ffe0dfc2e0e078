// `npm run screenshots`: plays each scene in the newest editor and saves its picture to media/. Names on the command line
// choose scenes.
import { join } from 'node:path';
import { startLab } from '../../src/lab/lab.ts';
import { ensureBrowser } from '../prerequisites.ts';
import { launchBrowser } from './browser.ts';
import { installHost } from './hosts/install.ts';
import { buildExtension, packageExtension } from './package.ts';
import { pictureSettings, scenes } from './scenes.ts';
import { startServer } from './server.ts';
import { openWorkbench } from './workbench.ts';

const media = join(import.meta.dirname, '../../media');
const names = process.argv.slice(2);

ensureBrowser();
buildExtension();
const server = await startServer(installHost('latest'), { vsix: packageExtension(), settings: pictureSettings });
const browser = await launchBrowser();
const lab = await startLab();
try {
  for (const { name, theme, window, play } of scenes) {
    if (names.length > 0 && !names.includes(name)) continue;
    server.settings.set({ 'workbench.colorTheme': theme });
    const workbench = await openWorkbench(server, browser, { scale: 1.25, ...window(lab) });
    await workbench.ready();
    const part = await play(workbench);
    const path = join(media, `${name}.png`);
    await part.screenshot({ path });
    await workbench.close();
    console.log(path);
  }
} finally {
  await lab.stop();
  await browser.close();
  await server.stop();
}
