// Stands in for the compiled @vscode/spdlog. It must really write: every Output view is backed by a log file.
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let defaultLevel = 2;

class Logger {
  level = defaultLevel;
  raw = false;

  constructor(file) {
    this.file = file;
  }

  write(level, text) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').slice(0, 23);
    try {
      fs.appendFileSync(this.file, this.raw ? String(text) : `${time} [${levels[level]}] ${text}\n`);
    } catch {
      // The server deletes its data folder while loggers are still open.
    }
  }

  trace = text => this.write(0, text);
  debug = text => this.write(1, text);
  info = text => this.write(2, text);
  warn = text => this.write(3, text);
  error = text => this.write(4, text);
  critical = text => this.write(5, text);
  getLevel = () => this.level;
  setLevel(level) {
    this.level = level;
  }
  setPattern(pattern) {
    this.raw = pattern === '%v';
  }
  clearFormatters() {
    this.raw = true;
  }
  setFlushOn() {}
  flush() {}
  drop() {}
}

async function create(_name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(file);
}

exports.version = 0;
exports.Logger = Logger;
exports.setFlushOn = () => {};
exports.setLevel = level => {
  defaultLevel = level;
};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
