import type { Rule } from '../rule.ts';
import { base64Newline } from './base64-newline.ts';
import { basicEncodesScheme } from './basic-encodes-scheme.ts';
import { basicNotEncoded } from './basic-not-encoded.ts';
import { bytesLiteral } from './bytes-literal.ts';
import { controlCharacter } from './control-character.ts';
import { doubledScheme } from './doubled-scheme.ts';
import { emptyCredentials } from './empty-credentials.ts';
import { extraSchemeSpace } from './extra-scheme-space.ts';
import { headerName } from './header-name.ts';
import { headerNamePunctuation } from './header-name-punctuation.ts';
import { malformedBasic } from './malformed-basic.ts';
import { malformedParameter } from './malformed-parameter.ts';
import { missingFormatArgument } from './missing-format-argument.ts';
import { missingHeaderColon } from './missing-header-colon.ts';
import { missingHeaderName } from './missing-header-name.ts';
import { missingInterpolation } from './missing-interpolation.ts';
import { missingScheme } from './missing-scheme.ts';
import { missingSchemeSpace } from './missing-scheme-space.ts';
import { nonAsciiCharacter } from './non-ascii-character.ts';
import { placeholderValue } from './placeholder-value.ts';
import { propertyNotExpanded } from './property-not-expanded.ts';
import { quotedToken } from './quoted-token.ts';
import { schemeAfterToken } from './scheme-after-token.ts';
import { schemeCase } from './scheme-case.ts';
import { schemeCredentialMismatch } from './scheme-credential-mismatch.ts';
import { schemePunctuation } from './scheme-punctuation.ts';
import { schemeTypo } from './scheme-typo.ts';
import { severalCredentials } from './several-credentials.ts';
import { spaceInToken } from './space-in-token.ts';
import { splitSchemeArgument } from './split-scheme-argument.ts';
import { strayDelimiter } from './stray-delimiter.ts';
import { stringifiedNothing } from './stringified-nothing.ts';
import { surroundingSpace } from './surrounding-space.ts';
import { tokenCharacter } from './token-character.ts';
import { unbalancedPlaceholder } from './unbalanced-placeholder.ts';
import { urlEncodedToken } from './url-encoded-token.ts';

/** Every rule, in the order of ids. */
export const rules: readonly Rule[] = [
  base64Newline,
  basicEncodesScheme,
  basicNotEncoded,
  bytesLiteral,
  controlCharacter,
  doubledScheme,
  emptyCredentials,
  extraSchemeSpace,
  headerName,
  headerNamePunctuation,
  malformedBasic,
  malformedParameter,
  missingFormatArgument,
  missingHeaderColon,
  missingHeaderName,
  missingInterpolation,
  missingScheme,
  missingSchemeSpace,
  nonAsciiCharacter,
  placeholderValue,
  propertyNotExpanded,
  quotedToken,
  schemeAfterToken,
  schemeCase,
  schemeCredentialMismatch,
  schemePunctuation,
  schemeTypo,
  severalCredentials,
  spaceInToken,
  splitSchemeArgument,
  strayDelimiter,
  stringifiedNothing,
  surroundingSpace,
  tokenCharacter,
  unbalancedPlaceholder,
  urlEncodedToken,
];
