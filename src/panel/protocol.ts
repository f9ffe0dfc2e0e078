// What crosses between the panel's host and its page. The host owns the state and sends whole snapshots; the page renders
// them and holds only what is being typed. No secret is in a snapshot: secret texts are masked before they cross, and one
// is revealed only in the reply to a request for that very one.

/** A text of the form. `masked`: it holds a secret, the true text stays with the host, and `text` only shows it. */
export interface Field {
  readonly text: string;
  readonly masked: boolean;
}

export interface HeaderField {
  /** Stable while the form is edited, so that a masked value finds its true text. */
  readonly id: string;
  readonly name: string;
  readonly value: Field;
}

export interface Form {
  readonly method: string;
  readonly url: Field;
  readonly headers: readonly HeaderField[];
  readonly body: Field;
}

/** How the request signs in. `other`: a header does it in a way that has no fields here. */
export type AuthKind = 'none' | 'bearer' | 'basic' | 'api-key' | 'digest' | 'aws' | 'other';

export interface AuthView {
  /** Another one for each request that fills the form. */
  readonly id: number;
  readonly kind: AuthKind;
  /** By their names; a secret only as that it is there. */
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/** What was typed into the fields of a kind. Those that are not named keep what they have. */
export interface AuthEdit {
  readonly kind: AuthKind;
  readonly values: Readonly<Record<string, string>>;
}

/** Something wrong with a header of the form before it is sent, and the title of the fix where there is one. */
export interface FormProblem {
  readonly header: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly fix?: string;
}

/** A stretch of a shown text: a masked secret, a thing that evidence points at, both, or neither. */
export interface Segment {
  readonly text: string;
  readonly secret?: true;
  readonly marked?: true;
}

/** `target` is the element's id in the page; evidence links to it. */
export interface HeaderView {
  readonly target: string;
  readonly name: string;
  readonly value: readonly Segment[];
  /** Evidence speaks of it, and it was not there. */
  readonly absent?: true;
  readonly marked?: true;
}

/** One way to show a body. The text of an image is the address that it has once the page asks for it. */
export interface BodyForm {
  readonly kind: 'formatted' | 'received' | 'image' | 'hex';
  /** For revealing what this form masks. */
  readonly target: string;
  readonly value: readonly Segment[];
}

export interface BodyView {
  readonly target: string;
  /** The first is shown until another is chosen. */
  readonly forms: readonly BodyForm[];
  readonly size?: number;
  /** The page shows only the beginning. */
  readonly cut: boolean;
  readonly partial: boolean;
  /** It was too long for memory, and is in a file. */
  readonly inFile?: 'whole' | 'beginning';
}

export interface MessageView {
  /** The request line, or the status line. */
  readonly startLine: { readonly target: string; readonly value: readonly Segment[] };
  readonly headers: readonly HeaderView[];
  readonly body?: BodyView;
}

export interface ClaimView {
  readonly target: string;
  readonly name: string;
  readonly value: string;
  readonly meaning?: string;
  readonly marked?: true;
}

export interface TokenView {
  readonly title: string;
  readonly header: readonly ClaimView[];
  readonly payload: readonly ClaimView[];
}

export interface HopView {
  readonly target: string;
  readonly title: string;
  readonly from: readonly Segment[];
  readonly to: readonly Segment[];
  readonly credentials: readonly { readonly name: string; readonly fate: string; readonly reason: string }[];
  readonly marked?: true;
}

export interface EvidenceView {
  readonly text: string;
  readonly against: boolean;
  readonly target?: string;
  /** What the link names, such as `response header WWW-Authenticate`. */
  readonly place?: string;
}

export interface FixView {
  readonly id: string;
  readonly title: string;
  /** False where the panel can only say what to do. */
  readonly works: boolean;
}

export interface FindingView {
  readonly cause: string;
  readonly title: string;
  readonly why?: string;
  /** `very likely`, and 94 */
  readonly confidence: { readonly words: string; readonly percent: number };
  readonly evidence: readonly EvidenceView[];
  readonly experiment?: string;
  readonly fixes: readonly FixView[];
  readonly references: readonly { readonly title: string; readonly url: string }[];
}

export type Outcome = 'ok' | 'failed' | 'no-response';

export interface ResultView {
  readonly outcome: Outcome;
  /** `401 Unauthorized`, or why no response came. */
  readonly status: string;
  /** One sentence where nothing was found: what happened instead. */
  readonly summary: string;
  /** After a fix: `Was 401 (token expired), now 200`. */
  readonly comparison?: string;
  readonly findings: readonly FindingView[];
  readonly observations: readonly { readonly text: string; readonly target?: string; readonly place?: string }[];
  readonly hops: readonly HopView[];
  readonly request: MessageView;
  readonly token?: TokenView;
  readonly response?: MessageView;
  /** What the record left out, so that its absence proves nothing. */
  readonly unseen?: string;
  readonly facts: readonly { readonly target?: string; readonly name: string; readonly value: string }[];
  readonly timing?: TimingView;
  readonly tls?: TlsView;
}

export interface TimingView {
  readonly total: string;
  /** In hundredths of the total. */
  readonly phases: readonly {
    readonly name: string;
    readonly time: string;
    readonly start: number;
    readonly length: number;
  }[];
}

export interface TlsView {
  readonly connection: string;
  readonly verified: boolean;
  /** The server's own is the first. */
  readonly certificates: readonly string[];
}

export interface QuestionView {
  readonly name: string;
  readonly label: string;
  readonly secret: boolean;
  readonly value?: string;
  readonly help?: string;
  readonly optional?: true;
  /** A secret is kept for it, and used where the field is left empty. */
  readonly kept?: true;
}

/** What a fix changes in the request: lines that go and lines that come, with masked secrets. */
export interface DiffView {
  readonly lines: readonly { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }[];
  readonly notes: readonly string[];
}

/** A fix that needs something from the user, or that only the user can do. */
export interface FixPrompt {
  readonly finding: number;
  readonly fix: string;
  readonly title: string;
  readonly text: string;
  /** To be copied, into the configuration of a server for instance. */
  readonly lines?: string;
  /** Absent where there is nothing to answer; empty where a yes is enough. */
  readonly questions?: readonly QuestionView[];
  /** For what the answers may be kept, such as `https://api.example.com`; absent where there is no secret to keep. */
  readonly keepFor?: string;
  /** What is sent once the user says so. */
  readonly preview?: DiffView;
}

/** Experiments on the failed request, as a table: what was changed, what came back, what it says. */
export interface InvestigationView {
  readonly steps: readonly {
    readonly title: string;
    readonly answer: string;
    readonly says: string;
    /** It succeeded, and may take the place of the request. */
    readonly mends?: true;
  }[];
  readonly running: boolean;
}

/** Something that speaks against sending. `header` is the field's id where its value can be mended. */
export interface WarningView {
  readonly message: string;
  /** New tokens for the profile would help, and the user may say so. */
  readonly renews?: true;
  readonly mend?: { readonly header: string; readonly title: string };
}

export type Run =
  | { readonly kind: 'empty' }
  /** Not sent yet: sending the same request again sends it anyway. */
  | { readonly kind: 'held'; readonly warnings: readonly WarningView[] }
  | { readonly kind: 'sending'; readonly to: string }
  | { readonly kind: 'stopped'; readonly message: string }
  | {
      readonly kind: 'result';
      readonly result: ResultView;
      readonly prompt?: FixPrompt;
      readonly investigation?: InvestigationView;
    };

/** The profile that the request is sent with, or the name of one that nobody knows. */
export type ProfileView =
  | { readonly kind: 'unknown'; readonly name: string }
  | {
      readonly kind: 'profile';
      readonly name: string;
      /** `expires in 4 min` */
      readonly detail: string;
      readonly origin: string;
      /** Requests to that origin are sent with it from now on. */
      readonly kept: boolean;
      /** It has worked there, so that it may be kept for it. */
      readonly worked: boolean;
    };

/** With "renew" the request is sent after it; "always" says so for all later ones, too. */
export type ProfileAction = 'none' | 'keep' | 'stop' | 'renew' | 'always';

/** A request that a fix has mended may go to the file that it came from. */
export interface WritingView {
  readonly place: string;
  readonly state: 'offered' | 'written' | 'changed';
}

export interface PanelState {
  /** Of the form: a page that has been edited since keeps its own form. */
  readonly revision: number;
  readonly form: Form;
  readonly auth: AuthView;
  readonly profile?: ProfileView;
  readonly problems: readonly FormProblem[];
  /** False in a workspace that is not trusted: look, but send nothing. */
  readonly maySend: boolean;
  /** Where the request came from, such as `api.http: login`. */
  readonly source?: string;
  readonly run: Run;
  readonly writing?: WritingView;
  /** What the page may write to disk: the form without its secrets. */
  readonly kept: Form;
}

export type FromWebview =
  | { readonly kind: 'ready' }
  | { readonly kind: 'edit' | 'send'; readonly revision: number; readonly form: Form; readonly auth?: AuthEdit }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'import'; readonly text: string }
  /** A file that was dropped on the page. */
  | { readonly kind: 'explain'; readonly text: string; readonly name: string }
  | { readonly kind: 'mend-header'; readonly header: string }
  | { readonly kind: 'reveal'; readonly request: number; readonly target: string }
  | {
      readonly kind: 'fix';
      readonly finding: number;
      readonly fix: string;
      readonly answers?: Readonly<Record<string, string>>;
    }
  /** Sends what the preview of a fix shows. */
  | { readonly kind: 'send-fix' }
  | { readonly kind: 'write-fix' }
  | { readonly kind: 'close-prompt' }
  | { readonly kind: 'find-out' }
  | { readonly kind: 'use-experiment'; readonly step: number }
  | { readonly kind: 'open-body' | 'save-body' }
  | { readonly kind: 'copy-request' }
  | { readonly kind: 'use-profile' }
  | { readonly kind: 'profile'; readonly action: ProfileAction }
  | { readonly kind: 'copy-report' };

export type ToWebview =
  | { readonly kind: 'state'; readonly state: PanelState }
  | { readonly kind: 'reply'; readonly request: number; readonly reply: Reply };

export type Reply = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

export const emptyForm: Form = {
  method: 'GET',
  url: { text: '', masked: false },
  headers: [],
  body: { text: '', masked: false },
};
