import { rename, writeFile } from 'node:fs/promises'

/** Writes a file so that whoever sees it sees all of it; only this user may read it. */
export async function writeInPlace(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`
  await writeFile(unfinished, text, { mode: 0o600 })
  await rename(unfinished, file)
}
