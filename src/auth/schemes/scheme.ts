import type { Challenge, Credentials, HeaderProblem } from '../model.ts';

/**
 * What stands after the scheme. `token68` and `parameters` are RFC 9110 §11.2. `loose-parameters` are comma-separated
 * names and values whose values may hold any character but a comma, unquoted. `text` is a form of its own, such as
 * `account:signature`. `any` says that the scheme leaves it open.
 */
export type Form = 'token68' | 'parameters' | 'loose-parameters' | 'text' | 'any';

/** What a scheme says about one of its parameters. `values` are compared without regard to case. */
export interface ParameterRule {
  /** Lower-cased. */
  readonly name: string;
  readonly required?: true;
  readonly quoting?: 'quoted' | 'token';
  readonly values?: readonly string[];
  readonly pattern?: RegExp;
  /** What `pattern` asks for, as in `must be eight hexadecimal digits`. */
  readonly shape?: string;
  /** What it means, in words for a user; no final full stop. */
  readonly meaning: string;
}

/** One authentication scheme, known by its name. */
export interface Scheme {
  /** As its specification spells it. */
  readonly name: string;
  readonly form: Form;
  /** Set where `=` and no space stands between the scheme and the credentials. */
  readonly separator?: '=';
  /** The specification and section, or the documentation, that defines it. */
  readonly source: string;
  /** What it is and who speaks it: one sentence without a final full stop. */
  readonly summary: string;
  readonly challengeParameters?: readonly ParameterRule[];
  readonly credentialParameters?: readonly ParameterRule[];
  /** Judges what the tables cannot say. Only what is specific to the scheme; the grammar is judged elsewhere. */
  readonly checkChallenge?: (challenge: Challenge) => HeaderProblem[];
  readonly checkCredentials?: (credentials: Credentials) => HeaderProblem[];
}
