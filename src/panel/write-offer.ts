import type { HttpRequest } from '../request/model.ts';
import type { Home } from './home.ts';
import type { WritingView } from './protocol.ts';

/** The offer to write a request that a fix has mended to the text that it came from. */
export class WriteOffer {
  #home: Home | undefined;
  #repaired: HttpRequest | undefined;
  view: WritingView | undefined;

  /** Another request is in the form. */
  reset(home?: Home): void {
    this.#home = home;
    this.withdraw();
  }

  withdraw(): void {
    this.#repaired = undefined;
    this.view = undefined;
  }

  async make(repaired: HttpRequest): Promise<void> {
    const home = this.#home;
    const place = await home?.placeFor(repaired);
    // Something else was loaded meanwhile.
    if (place === undefined || this.#home !== home) return;
    this.#repaired = repaired;
    this.view = { place, state: 'offered' };
  }

  async take(): Promise<void> {
    const { view } = this;
    if (!this.#home || !this.#repaired || view?.state !== 'offered') return;
    const repaired = this.#repaired;
    this.withdraw();
    const written = await this.#home.write(repaired);
    this.view = { place: view.place, state: written ? 'written' : 'changed' };
  }
}
