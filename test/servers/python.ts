import { type Running, run } from './server.ts';

/** Serves a WSGI application, which the source calls `app`; its `folder` is one of its own. */
export function runPython(source: string, debianPackage: string): Promise<Running> {
  const whole = `
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

port, folder = sys.argv[1:]
${source}
class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass
make_server('127.0.0.1', int(port), app, handler_class=Quiet).serve_forever()
`;
  return run('/usr/bin/python3', {
    args: ['{folder}/application.py', '{port}', '{folder}'],
    files: { 'application.py': whole },
    debianPackage,
  });
}
