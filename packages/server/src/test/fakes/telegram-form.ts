/** Reads what a Bot API server reads: JSON, or a form with files as grammY writes it (names of files without quotes). */
export interface FormFile {
  name: string
  content: Buffer
}

export interface Call {
  method: string
  params: Record<string, unknown>
  /** By the name after `attach://`. */
  files: Map<string, FormFile>
}

export function readCall(method: string, contentType: string, body: Buffer): Call {
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1]
  if (boundary === undefined)
    return { method, params: body.length > 0 ? toObject(body.toString()) : {}, files: new Map() }
  return readForm(method, boundary, body)
}

function readForm(method: string, boundary: string, body: Buffer): Call {
  const call: Call = { method, params: {}, files: new Map() }
  for (const part of splitParts(body, `--${boundary}`)) {
    const end = part.indexOf('\r\n\r\n')
    const head = part.subarray(0, end).toString()
    const content = part.subarray(end + 4)
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? ''
    const fileName = /filename="?([^"\r\n]*)/.exec(head)?.[1]
    if (fileName !== undefined) call.files.set(name, { name: fileName, content })
    else call.params[name] = toValue(content.toString())
  }
  return call
}

function* splitParts(body: Buffer, mark: string): Generator<Buffer> {
  let from = body.indexOf(mark)
  while (from >= 0) {
    const next = body.indexOf(mark, from + mark.length)
    if (next < 0) return
    // Between the mark's line break and the line break before the next mark.
    yield body.subarray(from + mark.length + 2, next - 2)
    from = next
  }
}

/** In a form everything is text: numbers stay text, lists and objects are JSON. */
function toValue(text: string): unknown {
  return /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : text
}

function toObject(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>
}
