/** The readable reference: one page without scripts and foreign servers, made from the OpenAPI document. */
import type { OpenAPI } from '@orpc/openapi'

interface Entry {
  method: string
  path: string
  operation: OpenAPI.OperationObject
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

export function renderReference(document: OpenAPI.Document): string {
  const groups = Map.groupBy(listEntries(document), ({ operation }) => operation.tags?.[0] ?? 'Other')
  const names = [...groups.keys()].toSorted()
  const shapes = Object.entries(document.components?.schemas ?? {})
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Otklik API</title><style>${styles}</style></head><body>
<nav aria-label="Sections"><strong>Otklik API ${escape(document.info.version)}</strong>${names.map((name) => `<a href="#${slug(name)}">${escape(name)}</a>`).join('')}
<a href="#types">Types</a><a href="/api/v1/openapi.json">openapi.json</a></nav>
<main><h1>Otklik API</h1>${renderAbout(document.info.description ?? '')}
${names.map((name) => `<section><h2 id="${slug(name)}">${escape(name)}</h2>${(groups.get(name) ?? []).map(renderEntry).join('')}</section>`).join('')}
<section><h2 id="types">Types</h2>${shapes.map(([name, shape]) => `<h3 id="${typeAnchor(name)}">${escape(name)}</h3>${renderType(shape)}`).join('')}</section>
</main></body></html>`
}

function listEntries(document: OpenAPI.Document): Entry[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item?.[method]
      const prefix = item?.servers ? '' : '/api/v1'
      return operation ? [{ method: method.toUpperCase(), path: `${prefix}${path}`, operation }] : []
    }),
  )
}

function renderEntry({ method, path, operation }: Entry): string {
  const marked = (operation as { 'x-access'?: unknown })['x-access']
  const access = typeof marked === 'string' ? marked : ''
  return `<details><summary><code class="method ${method}">${method}</code> <code>${escape(path)}</code> <span>${escape(operation.summary ?? '')}</span></summary>
<p>Access: ${renderAccess(access)}</p>${renderParameters(operation)}${renderBody('Request body', operation.requestBody)}${renderAnswers(operation)}</details>`
}

function renderAccess(access: string): string {
  if (access === 'public') return 'anybody'
  if (access === 'signedIn') return 'a person signed in (not a key)'
  if (access === 'member') return 'any member or key of the workspace'
  return `permission or scope <code>${escape(access)}</code>`
}

function renderParameters(operation: OpenAPI.OperationObject): string {
  const parameters = (operation.parameters ?? []).filter((parameter) => 'name' in parameter)
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    (parameter) =>
      `<tr><td><code>${escape(parameter.name)}</code></td><td>${parameter.in}${parameter.required ? ', required' : ''}</td><td><code>${linkTypes(typeText(parameter.schema))}</code></td></tr>`,
  )
  return `<h3>Parameters</h3><table><tbody>${rows.join('')}</tbody></table>`
}

function renderAnswers(operation: OpenAPI.OperationObject): string {
  return Object.entries(operation.responses ?? {})
    .map(([status, answer]) => renderBody(`Answer ${status}`, answer))
    .join('')
}

function renderBody(title: string, body: unknown): string {
  const schema = jsonSchemaOf(body)
  return schema === undefined ? '' : `<h3>${title}</h3>${renderType(schema)}`
}

function renderType(schema: unknown): string {
  return `<pre>${linkTypes(typeText(schema))}</pre>`
}

/** Only names of types begin with a capital and are not in quotes. */
function linkTypes(text: string): string {
  return escape(text).replaceAll(
    /(?<!&quot;|\w)[A-Z][a-z]\w*/g,
    (name) => `<a href="#${typeAnchor(name)}">${name}</a>`,
  )
}

function typeAnchor(name: string): string {
  return `type-${name}`
}

function jsonSchemaOf(body: unknown): unknown {
  const content = field(body, 'content')
  return field(field(content, 'application/json'), 'schema')
}

/** A schema as TypeScript would say it. */
function typeText(schema: unknown, indent = ''): string {
  const reference = field(schema, '$ref')
  if (typeof reference === 'string') return reference.slice(reference.lastIndexOf('/') + 1)
  const choices = field(schema, 'anyOf') ?? field(schema, 'oneOf')
  if (Array.isArray(choices)) return choices.map((choice) => typeText(choice, indent)).join(' | ')
  const values = field(schema, 'enum')
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ')
  const constant = field(schema, 'const')
  if (constant !== undefined) return JSON.stringify(constant)
  const type = field(schema, 'type')
  if (type === 'array') return `${typeText(field(schema, 'items'), indent)}[]`
  if (type === 'object') return objectText(schema, indent)
  const format = field(schema, 'format')
  return typeof type === 'string' ? `${type}${typeof format === 'string' ? ` (${format})` : ''}` : 'any'
}

function objectText(schema: unknown, indent: string): string {
  const properties = field(schema, 'properties')
  if (typeof properties !== 'object' || properties === null)
    return `{ [name]: ${typeText(field(schema, 'additionalProperties'), indent)} }`
  const required = field(schema, 'required')
  const isRequired = (name: string) => Array.isArray(required) && required.includes(name)
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(
    ([name, value]) => `${inner}${name}${isRequired(name) ? '' : '?'}: ${typeText(value, inner)}`,
  )
  return `{\n${lines.join('\n')}\n${indent}}`
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined
}

/** Paragraphs, **bold** and `code` of the description. */
function renderAbout(text: string): string {
  const paragraphs = escape(text).split('\n\n')
  return paragraphs
    .map(
      (part) =>
        `<p>${part.replaceAll(/\*\*(.+?)\*\*/g, '<strong>$1</strong>').replaceAll(/`(.+?)`/g, '<code>$1</code>')}</p>`,
    )
    .join('')
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/\W+/g, '-')
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const styles = `
:root{color-scheme:light dark;--line:light-dark(#d9e0dd,#33413c);--soft:light-dark(#f4f7f6,#18211e);--dim:light-dark(#5a6762,#9fb0a9)}
body{margin:0;background:light-dark(#fff,#101614);color:light-dark(#14211d,#e6ecea);display:grid;grid-template-columns:220px minmax(0,1fr);font:14px/1.5 system-ui,sans-serif}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:20px;box-sizing:border-box;border-right:1px solid var(--line)}
a{color:light-dark(#066148,#5fd0ae)}nav a,nav strong{display:block;padding:4px 0;color:inherit}nav strong{padding-bottom:12px}
main{padding:24px 32px;max-width:960px;min-width:0;overflow-wrap:anywhere}h2{margin:36px 0 8px}h3{font-size:13px;margin:14px 0 4px}
details{border:1px solid var(--line);border-radius:8px;margin:6px 0;padding:8px 12px}summary{cursor:pointer}summary span{color:var(--dim)}
pre{background:var(--soft);padding:10px;border-radius:6px;overflow:auto;font-size:12px}table{border-collapse:collapse}td{padding:3px 12px 3px 0;vertical-align:top}
.method{font-weight:700}@media(max-width:700px){body{display:block}nav{position:static;height:auto;border:0}main{padding:16px}}`
