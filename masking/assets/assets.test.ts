import { expect, test } from 'vitest'
import { isPlainDrawing } from './drawing.ts'
import { sniffType } from './sniff-type.ts'

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

test.each([
  ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
  ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
  ['image/gif', 'GIF89a\x01\0'],
  ['image/webp', 'RIFF\x10\0\0\0WEBPVP8 '],
  ['image/avif', '\0\0\0\x1cftypavif\0\0\0\0'],
  ['image/x-icon', '\0\0\x01\0\x01\0'],
  ['image/svg+xml', '<?xml version="1.0"?>\n<!-- logo -->\n<!DOCTYPE svg PUBLIC "x" "y">\n<svg viewBox="0 0 1 1">'],
  ['font/woff2', 'wOF2\0\x01\0\0'],
  ['font/ttf', '\0\x01\0\0\0\x0f'],
])('%s by its content', (type, content) => expect(sniffType(bytes(content))).toBe(type))

test.each(['', '<!doctype html><svg>', '<html>', 'body{}', '%PDF-1.7', 'PK\x03\x04', '{"a":1}', '\0\0\0\0'])(
  '%j is none of them',
  (content) => expect(sniffType(bytes(content))).toBeUndefined(),
)

const svg = (inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="x" viewBox="0 0 120 40">${inner}</svg>`

test.each([
  '<path d="M12.5 4120.4 0 4539 148.8 034.3h6467zM1 1v3"/>',
  '<style>.a{fill:url(#g)}</style><text class="a">Shop</text>',
  '<image href="data:image/png;base64,iVBORw0KGgo="/><use xlink:href="#a"/>',
  '<title>Logo</title><!-- made by hand -->',
])('%s may be kept', (inner) => expect(isPlainDrawing(svg(inner), 'personal')).toBe(true))

test.each([
  '<script>1</script>',
  '<svg:script>1</svg:script>',
  '<g onload="1"/>',
  '<g/onload=1>',
  '<a href="javascript:1"/>',
  '<a href="&#x6a;avascript:1"/>',
  '<a href="java&#115;cript:1"/>',
  '<image href="https://elsewhere.example/x.png"/>',
  "<image xlink:href='//elsewhere.example/x.png'/>",
  '<use href="other.svg#a"/>',
  '<image href="data:image/svg+xml,%3Csvg%3E"/>',
  '<style>@import "x.css"</style>',
  '<style>.a{fill:url(https://elsewhere.example)}</style>',
  '<foreignObject><p>text</p></foreignObject>',
  '<animate attributeName="href" to="x"/>',
  '<text>ada@planted.example</text>',
  '<text>4539 1488 0343 6467</text>',
  '<text>&#97;da@planted.example</text>',
  '<g inkscape:label="ada@planted.example"/>',
  '<!-- ada@planted.example -->',
  '<metadata>token=sk_live_abcdefghijklmnopqrstuvwx</metadata>',
])('%s may not', (inner) => expect(isPlainDrawing(svg(inner), 'personal')).toBe(false))

test('nor what declares entities or a style sheet of its own', () => {
  expect(isPlainDrawing(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg('')}`, 'personal')).toBe(false)
  expect(isPlainDrawing(`<?xml-stylesheet href="a.css"?>${svg('')}`, 'personal')).toBe(false)
})
