/** `--quick`: smaller sizes, to see that everything runs; the figures then say less. */
export const quick = process.argv.includes('--quick')

export function option(name: string): string | undefined {
  const start = `--${name}=`
  return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length)
}
