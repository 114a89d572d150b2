export function MailRulesPage() {
  return null
}
