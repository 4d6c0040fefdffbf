/** Writes the lists of catalogues, src/messages/ptBR.ts and en.ts, from the files in pt-BR/ and en/. */
import { readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../src/messages/', import.meta.url))
const names = (language) =>
  readdirSync(folder + language)
    .map((file) => file.replace(/\.ts$/, ''))
    .toSorted((one, other) => one.toLowerCase().localeCompare(other.toLowerCase()))

const imports = (language) => names(language).map((name) => `import { ${name} } from './${language}/${name}'`).join('\n')
const items = (language) => names(language).map((name) => `  ${name},`).join('\n')

writeFileSync(
  `${folder}ptBR.ts`,
  `// Written by dev/catalogue.mjs.
${imports('pt-BR')}

/** Every word on the screen, in the default language: one file an area. \`en\` must have the same keys. */
export const ptBR = {
${items('pt-BR')}
} as const

/** The shape that every other language fills in. */
export type Messages = Words<typeof ptBR>

type Words<Part> = { [Key in keyof Part]: Part[Key] extends string ? string : Words<Part[Key]> }
`,
)
writeFileSync(
  `${folder}en.ts`,
  `// Written by dev/catalogue.mjs.
${imports('en')}

import type { Messages } from './ptBR'

export const en: Messages = {
${items('en')}
}
`,
)
