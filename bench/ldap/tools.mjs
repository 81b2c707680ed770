// The programs that the benchmark needs beside Node, and a folder for what they write.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const LIBRARIES = ['-lldap', '-llber', '-lpthread']

/** Says what is missing, rather than measuring nothing. */
export function requirePrograms() {
  const missing = ['slapd', 'slapadd', 'gcc'].filter((name) => spawnSync('which', [name]).status !== 0)
  if (missing.length === 0) return
  throw new Error(`${missing.join(', ')}: not installed (apt-get install slapd libldap-dev gcc).`)
}

export function createFolder() {
  return mkdtempSync(join(tmpdir(), 'exwex-ldap-bench-'))
}

/** Compiles the client. */
export function compileLoad(folder) {
  const program = join(folder, 'load')
  const source = fileURLToPath(new URL('load.c', import.meta.url))
  execFileSync('gcc', ['-O2', '-o', program, source, ...LIBRARIES], { stdio: 'inherit' })
  return program
}
