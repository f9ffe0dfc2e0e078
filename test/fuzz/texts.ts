import fc from 'fast-check';

/** Texts of any characters, and of what the grammars are made of. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        ...'"\'`\\,=: \t\r\n\0{}()[]<>$#%@;/*-+',
        ...[
          'Bearer ',
          'Basic ',
          'Digest ',
          'Authorization',
          'realm="',
          'curl -H ',
          'eyJ',
          '${',
          '{{',
          '###\n',
          '-----',
          '\uD800',
          '\uFEFF',
        ],
      ),
      { maxLength: 80 },
    )
    .map(parts => parts.join('')),
);

export function generateText(seed: number): string {
  return fc.sample(texts, { numRuns: 1, seed })[0] ?? '';
}
