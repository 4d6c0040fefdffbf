import { markWords } from './markWords'

export function MarkedText({ text, question }: { text: string; question: string }) {
  return markWords(text, question).map((piece, index) =>
    // The pieces of one text never change their places.
    piece.hit ? <mark key={index}>{piece.text}</mark> : piece.text,
  )
}
