import { foldText } from '@/lib/foldText'

const SCALE = 2
const MARGIN = 24
const TITLE = 40
/** What a drawing takes from the page's styles; alone it has none of them. */
const STYLES = [
  'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'fill-opacity', 'stroke-opacity', 'opacity',
  'font-size', 'font-weight', 'font-family', 'text-anchor', 'color', 'display', 'visibility',
] // prettier-ignore

/** The chart inside `holder`, with its title and legend, as a picture in the reader's downloads. */
export async function savePng(holder: HTMLElement, title: string): Promise<void> {
  const svg = holder.querySelector<SVGSVGElement>('svg.recharts-surface')
  if (!svg) throw new Error('There is no chart to make a picture of.')
  const { width, height } = svg.getBoundingClientRect()
  const drawing = await load(asAddress(svg, width, height))
  const legend = legendOf(holder)
  const canvas = document.createElement('canvas')
  canvas.width = (width + 2 * MARGIN) * SCALE
  canvas.height = (TITLE + height + legend.length * 22 + 2 * MARGIN) * SCALE
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures.')

  const page = getComputedStyle(document.documentElement)
  const font = getComputedStyle(document.body).fontFamily
  context.scale(SCALE, SCALE)
  context.fillStyle = page.getPropertyValue('--surface')
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = page.getPropertyValue('--ink')
  context.font = `600 17px ${font}`
  context.fillText(title, MARGIN, MARGIN + 16)
  context.drawImage(drawing, MARGIN, MARGIN + TITLE, width, height)
  drawLegend(context, legend, MARGIN + TITLE + height + 18, page.getPropertyValue('--ink'), font)
  save(canvas, `${fileName(title)}.png`)
}

export function fileName(title: string): string {
  const plain = foldText(title)
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'chart'
}

function asAddress(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement // A copy of an svg is one.
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')]
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  originals.forEach((original, index) => {
    const styles = getComputedStyle(original)
    for (const name of STYLES) copies[index]?.style.setProperty(name, styles.getPropertyValue(name))
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
}

function load(address: string): Promise<HTMLImageElement> {
  return new Promise((done, failed) => {
    const image = new Image()
    image.onload = () => done(image)
    image.onerror = () => failed(new Error('The chart could not be drawn.'))
    image.src = address
  })
}

function legendOf(holder: HTMLElement): { name: string; color: string }[] {
  return [...holder.querySelectorAll('.mantine-CompositeChart-legendItem, .mantine-ChartLegend-legendItem')].map((item) => {
    const colors = [...item.querySelectorAll('*')].map((part) => getComputedStyle(part).backgroundColor)
    const color = colors.find((one) => one !== '' && one !== 'transparent' && one !== 'rgba(0, 0, 0, 0)')
    return { name: item.textContent, color: color ?? 'gray' }
  })
}

function drawLegend(
  context: CanvasRenderingContext2D,
  legend: { name: string; color: string }[],
  top: number,
  ink: string,
  font: string,
): void {
  context.font = `13px ${font}`
  legend.forEach(({ name, color }, index) => {
    context.fillStyle = color
    context.fillRect(MARGIN, top + index * 22 - 10, 12, 12)
    context.fillStyle = ink
    context.fillText(name, MARGIN + 20, top + index * 22)
  })
}

function save(canvas: HTMLCanvasElement, name: string): void {
  const link = document.createElement('a')
  link.download = name
  link.href = canvas.toDataURL('image/png')
  link.click()
}
