import type { Rule } from '../rule.ts';
import { base64Newline } from './base64-newline.ts';
import { basicEncodesScheme } from './basic-encodes-scheme.ts';
import { basicNotEncoded } from './basic-not-encoded.ts';
import { basicSeparator } from './basic-separator.ts';
import { bytesLiteral } from './bytes-literal.ts';
import { controlCharacter } from './control-character.ts';
import { credentialsInUrl } from './credentials-in-url.ts';
import { doubledScheme } from './doubled-scheme.ts';
import { droppedHeader } from './dropped-header.ts';
import { duplicateHeader } from './duplicate-header.ts';
import { emptyCredentials } from './empty-credentials.ts';
import { envQuotes } from './env-quotes.ts';
import { expiredToken } from './expired-token.ts';
import { extraSchemeSpace } from './extra-scheme-space.ts';
import { hardcodedCredentials } from './hardcoded-credentials.ts';
import { headerName } from './header-name.ts';
import { headerNamePunctuation } from './header-name-punctuation.ts';
import { insecureTransport } from './insecure-transport.ts';
import { malformedBasic } from './malformed-basic.ts';
import { malformedParameter } from './malformed-parameter.ts';
import { misplacedHeaders } from './misplaced-headers.ts';
import { missingAwait } from './missing-await.ts';
import { missingCompanion } from './missing-companion.ts';
import { missingFormatArgument } from './missing-format-argument.ts';
import { missingHeaderColon } from './missing-header-colon.ts';
import { missingHeaderName } from './missing-header-name.ts';
import { missingInterpolation } from './missing-interpolation.ts';
import { missingScheme } from './missing-scheme.ts';
import { missingSchemeSpace } from './missing-scheme-space.ts';
import { noCorsAuthorization } from './no-cors-authorization.ts';
import { nonAsciiCharacter } from './non-ascii-character.ts';
import { placeholderValue } from './placeholder-value.ts';
import { propertyNotExpanded } from './property-not-expanded.ts';
import { quotedToken } from './quoted-token.ts';
import { schemeAfterToken } from './scheme-after-token.ts';
import { schemeCase } from './scheme-case.ts';
import { schemeCredentialMismatch } from './scheme-credential-mismatch.ts';
import { schemePunctuation } from './scheme-punctuation.ts';
import { schemeTypo } from './scheme-typo.ts';
import { secretNewline } from './secret-newline.ts';
import { securityScheme } from './security-scheme.ts';
import { severalCredentials } from './several-credentials.ts';
import { spaceInToken } from './space-in-token.ts';
import { splitSchemeArgument } from './split-scheme-argument.ts';
import { strayDelimiter } from './stray-delimiter.ts';
import { stringifiedNothing } from './stringified-nothing.ts';
import { surroundingSpace } from './surrounding-space.ts';
import { tokenCharacter } from './token-character.ts';
import { transformedToken } from './transformed-token.ts';
import { unbalancedPlaceholder } from './unbalanced-placeholder.ts';
import { undefinedVariable } from './undefined-variable.ts';
import { unknownRule } from './unknown-rule.ts';
import { unquotedHeader } from './unquoted-header.ts';
import { unsafeYamlValue } from './unsafe-yaml-value.ts';
import { untrimmedFile } from './untrimmed-file.ts';
import { urlEncodedToken } from './url-encoded-token.ts';

/** Every rule, in the order of ids. */
export const rules: readonly Rule[] = [
  base64Newline,
  basicEncodesScheme,
  basicNotEncoded,
  basicSeparator,
  bytesLiteral,
  controlCharacter,
  credentialsInUrl,
  doubledScheme,
  droppedHeader,
  duplicateHeader,
  emptyCredentials,
  envQuotes,
  expiredToken,
  extraSchemeSpace,
  hardcodedCredentials,
  headerName,
  headerNamePunctuation,
  insecureTransport,
  malformedBasic,
  malformedParameter,
  misplacedHeaders,
  missingAwait,
  missingCompanion,
  missingFormatArgument,
  missingHeaderColon,
  missingHeaderName,
  missingInterpolation,
  missingScheme,
  missingSchemeSpace,
  noCorsAuthorization,
  nonAsciiCharacter,
  placeholderValue,
  propertyNotExpanded,
  quotedToken,
  schemeAfterToken,
  schemeCase,
  schemeCredentialMismatch,
  schemePunctuation,
  schemeTypo,
  secretNewline,
  securityScheme,
  severalCredentials,
  spaceInToken,
  splitSchemeArgument,
  strayDelimiter,
  stringifiedNothing,
  surroundingSpace,
  tokenCharacter,
  transformedToken,
  unbalancedPlaceholder,
  undefinedVariable,
  unknownRule,
  unquotedHeader,
  unsafeYamlValue,
  untrimmedFile,
  urlEncodedToken,
];
