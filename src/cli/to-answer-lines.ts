import type { ExplainedField, ExplainedObject } from '../gateway/explain/explain-answer.ts';

/** The answer as a tree: client's name, type, and how its objects are written. */
export function toAnswerLines(answer: ExplainedObject | null): readonly string[] {
  if (answer === null) return ['by graphql-js: the schema itself is asked for'];
  return [
    'each object field by field, but where generated code is printed',
    ...toFieldLines(answer.fields, ''),
  ];
}

function toFieldLines(fields: readonly ExplainedField[], indent: string): readonly string[] {
  return fields.flatMap(({ key, name, type, of }) => [
    `${indent}${key === name ? key : `${key} (${name})`}: ${type}`,
    ...(of === null ? [] : toObjectLines(of, `${indent}  `)),
  ]);
}

/** What a projector writes is in its code; the objects in a record are no step of their own there. */
function toObjectLines({ code, because, fields }: ExplainedObject, indent: string): readonly string[] {
  if (code !== null) {
    const names = code.keys.length === 0 ? '' : ` with k = ${JSON.stringify(code.keys)}`;
    return [`${indent}in one go, where all of it fits${names}:`, `${indent}  ${code.text}`];
  }
  const why = because.filter((one) => one !== 'no record');
  return [
    ...(why.length === 0 ? [] : [`${indent}field by field: ${why.join(', ')}`]),
    ...toFieldLines(fields, indent),
  ];
}
