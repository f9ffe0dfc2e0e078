import { requestOf } from '../http-file.ts';
import { seconds } from '../issuer.ts';
import type { FaultFamily, LabContext } from '../model.ts';
import { talkative, terse } from '../resource.ts';

const minute = 60_000;

/** Tokens that are over or not yet begun, and a server that is wrong about the time. */
export async function lifetimeFaults(lab: LabContext): Promise<FaultFamily> {
  const { issuer, lateTime, startedAt } = lab;
  const at = (time: number) => seconds(startedAt + time);
  const expired = await issuer.mint({ iat: at(-120 * minute), exp: at(-60 * minute) });
  const early = await issuer.mint({ nbf: at(24 * 60 * minute), exp: at(48 * 60 * minute) });
  const current = await issuer.mint({ nbf: at(0) });
  return {
    requests: [
      requestOf({
        name: 'expiredToken',
        title: 'A token whose lifetime is over',
        expected: 'token-expired',
        note: 'The server says that the token expired, and "exp" in the token agrees.',
        request: `GET {{api}}/orders\nAuthorization: Bearer ${expired}`,
      }),
      requestOf({
        name: 'expiredTokenSilently',
        title: 'The same at a server that does not say why',
        expected: 'token-expired',
        note: 'The answer is the same for every bad token; only "exp" tells.',
        request: `GET {{api}}/terse/orders\nAuthorization: Bearer ${expired}`,
      }),
      requestOf({
        name: 'tokenOfTomorrow',
        title: 'A token that is not valid yet',
        expected: 'token-not-yet-valid',
        note: '"nbf" is a day ahead of both clocks.',
        request: `GET {{api}}/orders\nAuthorization: Bearer ${early}`,
      }),
      requestOf({
        name: 'lateServer',
        title: 'A server whose clock is ten minutes late',
        expected: 'clock-skew',
        note: 'The token began when the lab started; the Date of the answer lies before that.',
        request: `GET {{late}}/orders\nAuthorization: Bearer ${current}`,
      }),
    ],
    routes: {
      api: {
        '/terse/orders': incoming => terse(incoming, lab),
      },
      late: { '/orders': incoming => talkative(incoming, lab, { currentDate: new Date(lateTime) }) },
    },
  };
}
