// What is made of the text of `.http` files: parsing, resolving and the answers of the language features. A bundle of its
// own, because most windows never see such a file.
export { withReplaced } from '../repair/writing/plan.ts';
export { environmentFile, environmentNames, readEnvironment } from '../request/environments.ts';
export { findReferences, promptsOf } from '../request/http-file.ts';
export { completionsAt } from '../request/http-language/completion.ts';
export { describeAt } from '../request/http-language/describe.ts';
export { highlightsOf } from '../request/http-language/highlight.ts';
export { definitionsOf, nameAt } from '../request/http-language/names.ts';
export { foldingOf, labelOf, outlineOf } from '../request/http-language/outline.ts';
export { checkHttpFile, helpFor } from '../request/http-language/problems.ts';
export { rename, renameable } from '../request/http-language/rename.ts';
export { lookupFrom } from '../request/http-language/surroundings.ts';
export { parseHttpFile } from '../request/importers/http-file.ts';
export { resolveRequest } from '../request/resolve.ts';
