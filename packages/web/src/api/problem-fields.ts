/** Which fields were refused and why: named by a verb of the server, or by the check of the input before it. */
export function fieldsOf(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null) return {}
  if ('issues' in data && Array.isArray(data.issues))
    return Object.fromEntries(data.issues.flatMap(fieldOfIssue))
  if (!('fields' in data)) return {}
  const { fields } = data
  if (typeof fields !== 'object' || fields === null) return {}
  return Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, String(words)]))
}

function fieldOfIssue(issue: unknown): [string, string][] {
  if (typeof issue !== 'object' || issue === null || !('path' in issue) || !('message' in issue)) return []
  const [name] = Array.isArray(issue.path) ? issue.path : []
  return typeof name === 'string' ? [[name, String(issue.message)]] : []
}
