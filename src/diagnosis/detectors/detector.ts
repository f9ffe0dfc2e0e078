import type { CauseId } from '../../causes/catalogue.ts';
import type { Exchange } from '../../request/model.ts';
import type { Facts } from '../exchange.ts';
import type { Evidence } from '../model.ts';

/** What an example is, and which causes the detector must speak for when it sees it; none for a near miss. */
export interface DetectorExample {
  readonly title: string;
  readonly exchange: Exchange;
  readonly sees: readonly CauseId[];
}

/** One tell. It says what it sees; it never ranks. */
export interface Detector {
  /** The file's name. */
  readonly id: string;
  readonly speaksFor: readonly CauseId[];
  /** Whether it looks at answers that report no error, too. */
  readonly readsSuccess?: true;
  readonly examples: readonly DetectorExample[];
  detect(facts: Facts): Evidence[];
}
