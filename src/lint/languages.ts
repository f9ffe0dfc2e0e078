/** The languages whose strings, comments and joins the scanner knows. */
export type LanguageId = string;
