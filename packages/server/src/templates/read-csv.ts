/** Cells of a CSV as RFC 4180 has it; spreadsheets of this country part cells by `;`. Pure. */
export function readCsv(content: string): string[][] {
  const text = content.replace(/^\uFEFF/, '')
  const comma = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i)
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text.charAt(i + 1) === '"') cell += text.charAt(i++)
      else quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === comma) {
      row.push(cell)
      cell = ''
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text.charAt(i + 1) === '\n') i++
      rows.push([...row, cell])
      row = []
      cell = ''
    } else cell += sign
  }
  return cell === '' && row.length === 0 ? rows : [...rows, [...row, cell]]
}

function separatorOf(text: string): string {
  const head = text.split(/[\r\n]/, 1)[0] ?? ''
  return head.split(';').length > head.split(',').length ? ';' : ','
}
