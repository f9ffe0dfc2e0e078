// What changes a token in its file: masking it, and finding what a refresh needs. A bundle of its own, because it reads code
// with the scanner of the lint, and only on request.
export {
  envLine,
  isHttpFile,
  moveToVariable,
  nameFor,
  occurrencesOf,
  readFromDotenv,
  readFromEnvironment,
  replaceAll,
  variableNameFor,
  variableOf,
} from './mask-token.ts';
export { findRefreshMaterial } from './refresh-material.ts';
