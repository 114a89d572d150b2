export function RuleEditorPage() {
  return null
}
