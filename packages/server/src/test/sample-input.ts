/** Input that passes a schema, made from its JSON form: so that a new endpoint is tried by the access test without being named there. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'

const JsonSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  minLength: z.number().optional(),
  minimum: z.number().optional(),
  format: z.string().optional(),
})

/** Fields whose rule a schema cannot say. */
const byName: Record<string, unknown> = {
  timeZone: 'Europe/Moscow',
  url: 'https://example.test/page',
  channel: 'site',
}

export function sampleInput(schema: z.ZodType | undefined): unknown {
  if (!schema) return undefined
  return sample(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '')
}

function sample(node: unknown, name: string): unknown {
  const schema = JsonSchema.parse(node ?? {})
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (choice !== undefined) return sample(choice, name)
  if (name in byName) return byName[name]
  if (schema.properties || schema.type === 'object') return sampleObject(schema)
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items, name))
  if (schema.type === 'number' || schema.type === 'integer') return Math.max(1, schema.minimum ?? 1)
  if (schema.type === 'boolean') return true
  return sampleText(schema.format, schema.minLength ?? 1)
}

function sampleObject(schema: z.infer<typeof JsonSchema>): Record<string, unknown> {
  const required = schema.required ?? []
  return Object.fromEntries(
    required.map((name) => [name, sample(schema.properties?.[name] ?? schema.additionalProperties, name)]),
  )
}

function sampleText(format: string | undefined, length: number): string {
  if (format === 'uuid') return randomUUID()
  if (format === 'email') return `${randomUUID()}@example.test`
  if (format === 'date-time') return '2026-01-15T10:00:00Z'
  if (format === 'date') return '2026-01-15'
  if (format === 'uri') return 'https://example.test/page'
  return 'sample'.padEnd(length, 'x')
}
