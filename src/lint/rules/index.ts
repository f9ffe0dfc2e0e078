import type { Rule } from '../rule.ts';
import { doubledScheme } from './doubled-scheme.ts';
import { missingInterpolation } from './missing-interpolation.ts';
import { missingSchemeSpace } from './missing-scheme-space.ts';

/** Every rule, in the order of ids. */
export const rules: readonly Rule[] = [doubledScheme, missingInterpolation, missingSchemeSpace];
