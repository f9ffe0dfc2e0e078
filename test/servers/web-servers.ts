// How Apache and nginx begin when they run as a test's child: in the foreground, in the test's own folder.

/** Its directives, up to where the test's own stand. */
export function apacheWith(modules: readonly string[]): string {
  const loaded = modules.map(name => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  return `
ServerRoot {folder}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
DefaultRuntimeDir {folder}
ErrorLog {folder}/errors
DocumentRoot {folder}
User www-data
Group www-data
${loaded.join('\n')}
`;
}

/** The whole configuration around what stands in its `http` block. */
export function nginxWith(http: string): string {
  return `
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr crit;
events {}
http {
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
${http}
}
`;
}
