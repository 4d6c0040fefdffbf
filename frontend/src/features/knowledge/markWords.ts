import { foldText } from '@/lib/foldText'

export type Piece = { text: string; hit: boolean }

const WORD = /[\p{L}\p{N}]+/gu
/** Words that say nothing of what is looked for, without accents. */
const EMPTY = new Set(
  'a o as os um uma uns umas de do da dos das e em no na nos nas por para pra com sem que qual quais quanto quanta quantos como quando onde quem se eu voce voces ele ela tem ha e sao foi ser ter meu minha seu sua ao aos the of and to in on is are for with what which how when where who do does you your it this that'.split(
    ' ',
  ),
)

/** The text in pieces; those that the question asks for are hits: "planos" finds "plano", "preco" "Preço". */
export function markWords(text: string, question: string): Piece[] {
  const stems = [...foldText(question).matchAll(WORD)].map(([word]) => word).filter((word) => !EMPTY.has(word)).map(stem)
  if (stems.length === 0) return [{ text, hit: false }]

  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(WORD)) {
    if (!stems.includes(stem(foldText(match[0])))) continue
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), hit: false })
    end = match.index + match[0].length
    pieces.push({ text: match[0], hit: true })
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hit: false })
  return pieces
}

/** Near enough for a marker: long words lose their ends. What was found is the server's to say. */
function stem(word: string): string {
  if (/\d/.test(word) || word.length < 4) return word
  const one = word.replace(/s$/, '')
  return one.slice(0, Math.max(4, one.length - 2))
}
