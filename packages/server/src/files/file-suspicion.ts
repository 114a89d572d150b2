/** What should not be opened without thought: programs, scripts, archives, documents with macros. */

const dangerousEndings =
  /\.(exe|com|scr|pif|bat|cmd|msi|msp|dll|cpl|hta|js|jse|vbs|vbe|wsf|ps1|jar|apk|app|dmg|iso|img|lnk|reg|chm|html?|svg|xht|xhtml|docm|xlsm|pptm)$/i
const archives = /^application\/(zip|x-rar-compressed|vnd\.rar|x-7z-compressed|gzip|x-tar|x-bzip2|x-xz)$/
const programs =
  /^application\/(x-msdownload|x-executable|x-elf|x-mach-binary|java-archive|x-msi|vnd\.microsoft\.portable-executable)$/

/** Code of the reason, or null for an ordinary file. */
export function findSuspicion(name: string, mime: string): 'program' | 'archive' | null {
  if (programs.test(mime) || dangerousEndings.test(name)) return 'program'
  return archives.test(mime) ? 'archive' : null
}
