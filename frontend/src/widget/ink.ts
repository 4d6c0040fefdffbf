/** Black or white, whichever reads better on this colour (WCAG's contrast). */
export function inkOn(color: string): '#ffffff' | '#10181a' {
  const light = luminance(color)
  const withWhite = 1.05 / (light + 0.05)
  const withBlack = (light + 0.05) / (luminance('#10181a') + 0.05)
  return withWhite >= withBlack ? '#ffffff' : '#10181a'
}

/** The colour itself where it can be read on white, else a darker one of its kind: for text and edges. */
export function readableOnWhite(color: string): string {
  let shade = channels(color)
  for (let step = 0; step < 24 && 1.05 / (luminanceOf(shade) + 0.05) < 4.6; step += 1) {
    shade = shade.map((value) => value * 0.92)
  }
  return `#${shade.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
}

function luminance(color: string): number {
  return luminanceOf(channels(color))
}

function luminanceOf(shade: readonly number[]): number {
  const [red, green, blue] = shade.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}
