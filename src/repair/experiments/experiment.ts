// Experiments: controlled variations of a failed request, each changing one thing, whose answers tell causes apart. One file
// each, with what each outcome says for and against causes as data; plan.ts chooses among them, find-out.ts runs them.
import type { CauseId } from '../../causes/catalogue.ts';
import { secretOf } from '../../diagnosis/earlier.ts';
import type { Strength } from '../../diagnosis/model.ts';
import { findCredentials, type SentCredential } from '../../diagnosis/sent.ts';
import { issuerOf } from '../../jwt/issuer.ts';
import type { Exchange, HttpRequest } from '../../request/model.ts';
import type { Sender, SendOptions } from '../../request/sender.ts';
import { writtenRequest } from '../repair.ts';

/** What an outcome says of causes, and one sentence that tells it. */
export interface Reading {
  readonly text: string;
  readonly for?: Readonly<Partial<Record<CauseId, Strength>>>;
  readonly against?: Readonly<Partial<Record<CauseId, Strength>>>;
}

/** The failed exchange, and what in it can be varied. */
export interface Situation {
  readonly exchange: Exchange;
  /** As a person would write it, before any redirect. */
  readonly request: HttpRequest;
  readonly sent: readonly SentCredential[];
  /** What `Authorization` carries, else the first of the others. */
  readonly main?: SentCredential;
  /** The whole JWT that was sent. */
  readonly token?: string;
  /** Who issued it, where that is an address. */
  readonly issuer?: string;
  /** Other exchanges of the same run, oldest first. */
  readonly earlier: readonly Exchange[];
}

/** One request with one change. */
export interface Variation {
  readonly kind: 'request';
  readonly request: HttpRequest;
  readonly options?: SendOptions;
  /** What `{name}` stands for in the texts, such as the other header. */
  readonly name?: string;
  /** The key of the outcome; the comparison with the failed exchange where absent. */
  readonly read?: (answer: Exchange) => string | undefined;
}

/** Something to ask of another place, such as the issuer's keys. */
export interface Inquiry {
  readonly kind: 'inquiry';
  /** Whom it asks. Where that is another origin than the request's, the user is asked first. */
  readonly origin: string;
  /** What it gives away there, in words. */
  readonly gives: string;
  /** The most requests that it sends. */
  readonly requests: number;
  /** The key of the outcome; undefined where nothing was learnt. */
  readonly ask: (send: Sender['send']) => Promise<string | undefined>;
}

/** The file's name is the id. */
export interface Experiment {
  readonly id: string;
  /** What is changed, for the table: `Without credentials`. */
  readonly title: string;
  /** Where the variation works, it is the request to send from now on. */
  readonly mends?: true;
  /** By outcome: `works`, `same`, `other` for a variation, words of its own for an inquiry. */
  readonly readings: Readonly<Record<string, Reading>>;
  /** Undefined where it cannot be tried here. */
  readonly prepare: (situation: Situation) => Variation | Inquiry | undefined;
}

export function situationOf(exchange: Exchange, earlier: readonly Exchange[] = []): Situation {
  const request = writtenRequest(exchange);
  const sent = findCredentials(request);
  const main = sent[0];
  const token = sent.find(one => one.token !== undefined)?.token?.compact;
  const issuer = token === undefined ? undefined : issuerOf(token);
  return {
    exchange,
    request,
    sent,
    ...(main && { main }),
    ...(token !== undefined && { token }),
    ...(issuer !== undefined && URL.canParse(issuer) && { issuer }),
    earlier,
  };
}

/** The token or key of the main credentials, without its scheme. */
export function secretSent({ main }: Situation): string | undefined {
  return main && secretOf(main);
}

/** A password is never sent a second time by itself, since servers lock accounts; codes and nonces are good only once. */
export function mayRepeat({ sent }: Situation): boolean {
  return sent.every(({ kind }) => ['jwt', 'opaque-token', 'api-key', 'session'].includes(kind));
}

/** RFC 9110 §9.2.1. */
export function isSafe({ method }: HttpRequest): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase());
}
