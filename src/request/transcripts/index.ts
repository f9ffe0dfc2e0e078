// The registry of transcripts: one file per client that marks its output, in the order in which they are asked.
import { apacheHttpClient } from './apache-http-client.ts';
import { axiosError } from './axios-error.ts';
import { curlTrace } from './curl-trace.ts';
import { curlVerbose } from './curl-verbose.ts';
import { dotnetHttpClient } from './dotnet-http-client.ts';
import { goDump } from './go-dump.ts';
import { javaHttp } from './java-http.ts';
import { okhttp } from './okhttp.ts';
import { oneLine } from './one-line.ts';
import { pythonHttp } from './python-http.ts';
import { rubyHttp } from './ruby-http.ts';
import type { Transcript } from './transcript.ts';
import { wgetDebug } from './wget-debug.ts';

/** The first that recognises a text reads it. Those that show less come last. */
export const transcripts: readonly Transcript[] = [
  curlTrace,
  wgetDebug,
  pythonHttp,
  rubyHttp,
  apacheHttpClient,
  javaHttp,
  goDump,
  okhttp,
  axiosError,
  dotnetHttpClient,
  curlVerbose,
  oneLine,
];
