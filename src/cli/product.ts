export const version = '0.1.0';

export const homepage = 'https://github.com/why401/why401';

/** The page that describes a rule or a cause. */
export function documentationOf(kind: 'rules' | 'causes', id: string): string {
  return `${homepage}/blob/main/docs/${kind}/${id}.md`;
}
