import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { codeFiles, projectFiles } from './files.ts'

type Size = { readonly where: string; readonly lines: number; readonly component: boolean }

const limits = { file: 400, function: 80, component: 120, fileMedian: 80, fileP90: 200, functionP90: 40 }

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0

/** Block-bodied functions of one file, nested ones included, as lines from signature to closing brace. */
function functionsOf(path: string, source: ts.SourceFile): Size[] {
  const found: Size[] = []
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line
  const nameOf = (node: ts.Node): string => {
    if ('name' in node && node.name && ts.isIdentifier(node.name as ts.Node)) return (node.name as ts.Identifier).text
    return node.parent && ts.isVariableDeclaration(node.parent) ? node.parent.name.getText(source) : 'function'
  }
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && ts.isBlock(node.body)) {
      const first = lineOf(node.getStart(source))
      const name = nameOf(node)
      const component = path.endsWith('.tsx') && /^[A-Z]/.test(name)
      found.push({ where: `${path}:${first + 1} ${name}`, lines: lineOf(node.end) - first + 1, component })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Only TypeScript counts for the medians; style sheets are kept from growing. */
const styles = (): Size[] =>
  projectFiles()
    .filter((path) => path.endsWith('.css'))
    .map((path) => ({ where: path, lines: readFileSync(path, 'utf8').trimEnd().split('\n').length, component: false }))

/** Prints medians, p90 and offenders. Answers whether every hard stop is kept. */
export function checkBudgets(): boolean {
  const files: Size[] = []
  const functions: Size[] = []
  const anys: string[] = []
  let comments = 0
  let written = 0
  for (const path of codeFiles()) {
    if (/\.test\.tsx?$|\/testing\//.test(path)) continue
    const text = readFileSync(path, 'utf8')
    const lines = text.trimEnd().split('\n')
    files.push({ where: path, lines: lines.length, component: false })
    const filled = lines.filter((line) => line.trim() !== '')
    written += filled.length
    comments += filled.filter((line) => /^\s*(\/\/|\/\*|\*)/.test(line)).length
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
    functions.push(...functionsOf(path, source))
    if (!path.startsWith('server/platform/')) anys.push(...anysOf(path, source))
  }
  const offenders = [
    ...[...files, ...styles()]
      .filter((file) => file.lines > limits.file)
      .map((file) => `file ${file.where}: ${file.lines} lines > ${limits.file}`),
    ...functions
      .filter((fn) => fn.lines > (fn.component ? limits.component : limits.function))
      .map((fn) => `function ${fn.where}: ${fn.lines} lines > ${fn.component ? limits.component : limits.function}`),
    ...anys.map((where) => `any ${where}: name the type; only server/platform may use any`),
  ]
  const fileLines = files.map((file) => file.lines).sort((a, b) => a - b)
  const functionLines = functions.map((fn) => fn.lines).sort((a, b) => a - b)
  const row = (what: string, sizes: number[], budget: string) =>
    `${what.padEnd(10)} n ${String(sizes.length).padStart(5)}  median ${quantile(sizes, 0.5)}  p90 ${quantile(sizes, 0.9)}  max ${sizes.at(-1) ?? 0}  (budget: ${budget})`
  console.log(row('files', fileLines, `median ≤ ${limits.fileMedian}, p90 ≤ ${limits.fileP90}, max ${limits.file}`))
  console.log(
    row(
      'functions',
      functionLines,
      `p90 ≤ ${limits.functionP90}, max ${limits.function}; components ${limits.component}`,
    ),
  )
  console.log(`comments   ${((100 * comments) / written).toFixed(1)} % of lines (budget: 4-12 %)`)
  for (const offender of offenders) console.log(`  ${offender}`)
  const withinQuantiles =
    quantile(fileLines, 0.5) <= limits.fileMedian &&
    quantile(fileLines, 0.9) <= limits.fileP90 &&
    quantile(functionLines, 0.9) <= limits.functionP90
  return offenders.length === 0 && withinQuantiles
}

function anysOf(path: string, source: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword)
      found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
