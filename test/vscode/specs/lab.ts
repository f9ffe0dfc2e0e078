// Requests of the lab for specs, sent by the editor under test to a lab that runs in the test's process.
import { after } from 'node:test';
import { startLab } from '../../../src/lab/lab.ts';

const lab = await startLab();
after(() => lab.stop());

/** An `.http` text with the lab's variables and these requests alone. */
export function labRequests(...names: readonly string[]): string {
  const variables = lab.httpFile.split('\n').filter(line => line.startsWith('@'));
  const requests = names.map(name => {
    const found = lab.requests.find(request => request.name === name);
    if (!found) throw new Error(`The lab has no request "${name}"`);
    return found.http;
  });
  return [...variables, '', ...requests].join('\n');
}
