import { randomUUID } from 'node:crypto'
import type { NewRow } from '@vitrine/ledger'
import type { QualityKind, RouteStatus } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import type { Pools } from '../plane/pools.ts'
import { askModel, type Reply } from './probes/ask-model.ts'
import { exam } from './probes/exam.ts'
import { fingerprint, modelItem } from './probes/fingerprint.ts'
import { hashOf, hashOfAnswer } from './probes/hash.ts'
import { latencyQuestion } from './probes/latency.ts'
import type { Question } from './probes/question.ts'
import { readOthersHashes, readOwnHashes, readPaces, readScores } from './read-past.ts'
import type { modelQualityChecks } from './tables.ts'
import { judgeExam } from './verdicts/judge-exam.ts'
import { judgeFingerprint } from './verdicts/judge-fingerprint.ts'
import { judgeLatency } from './verdicts/judge-latency.ts'
import { type Verdict, worst } from './verdicts/verdict.ts'
import type { Watched } from './watched.ts'

type Check = NewRow<typeof modelQualityChecks>
type Asked = { readonly question: Question; readonly reply: Reply }
type Round = { readonly ctx: Context; readonly pools: Pools; readonly watched: Watched; readonly roundId: string }

const isAnswered = ({ reply }: Asked): boolean => reply.routeStatus === 'answered'

function overall(asked: readonly Asked[]): RouteStatus {
  const silent = asked.filter((one) => !isAnswered(one))
  if (silent.length === 0) return 'answered'
  return silent.length < asked.length ? 'partly' : (silent[0]?.reply.routeStatus ?? 'failed')
}

/** One after another: a probe is no load. A provider that can't be reached is not asked five times. */
async function askAll({ pools, watched }: Round, questions: readonly Question[]): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const question of questions) {
    const reply = await askModel(watched.target, question, pools)
    asked.push({ question, reply })
    if (reply.routeStatus === 'unreachable' || reply.routeStatus === 'timed-out') break
  }
  return asked
}

function checkOf({ ctx, watched: { model, target }, roundId }: Round, kind: QualityKind) {
  return {
    at: ctx.now(),
    round_id: roundId,
    source: 'probe',
    kind,
    model,
    provider: target.channel.provider.id,
    provider_model: target.model,
    channel_id: target.channel.id,
  } as const
}

const measuredOf = ({ question, reply }: Asked) => ({
  route_status: reply.routeStatus,
  http_status: reply.httpStatus ?? null,
  latency_ms: reply.latencyMs,
  first_byte_ms: reply.firstByteMs ?? null,
  tokens_per_second: reply.tokensPerSecond ?? null,
  prompt_hash: hashOf(JSON.stringify(question.body)),
  response_hash: reply.answer ? hashOfAnswer(reply.answer) : null,
})

/** A row for each question, and one for the verdict over them; one that was not answered at all lowers it. */
function checksOf(
  round: Round,
  kind: QualityKind,
  asked: readonly Asked[],
  { status, score }: Verdict,
  isRight: (asked: Asked) => boolean,
): Check[] {
  const about = checkOf(round, kind)
  const items = asked.map(
    (one): Check => ({
      ...about,
      ...measuredOf(one),
      id: randomUUID(),
      item: one.question.item,
      status: !isAnswered(one) ? 'warn' : isRight(one) ? 'pass' : 'fail',
    }),
  )
  const verdict: Check = {
    ...about,
    id: randomUUID(),
    item: null,
    status: worst([status, asked.every(isAnswered) ? 'pass' : 'warn']),
    route_status: overall(asked),
    score: score ?? null,
    sample: asked.filter(isAnswered).length,
  }
  return [...items, verdict]
}

/** What the provider says the model is called counts like an answer. */
function namedIn(asked: readonly Asked[]): string | undefined {
  const named = asked.map(({ reply }) => reply.answer?.named).find((name) => name)
  return named === undefined ? undefined : hashOf(named)
}

async function probeFingerprint(round: Round, all: readonly Watched[]): Promise<Check[]> {
  const asked = await askAll(round, fingerprint)
  const own = await readOwnHashes(round.ctx, round.watched)
  const others = await readOthersHashes(round.ctx, round.watched, all)
  const given = new Map<string, string>()
  for (const { question, reply } of asked) if (reply.answer) given.set(question.item, hashOfAnswer(reply.answer))
  const named = namedIn(asked)
  if (named !== undefined) given.set(modelItem, named)
  const isKnown = (item: string) => own.get(item)?.has(given.get(item) ?? '') ?? true
  const verdict = judgeFingerprint(given, own, others)
  const checks = checksOf(round, 'fingerprint', asked, verdict, ({ question }) => isKnown(question.item))
  if (named === undefined) return checks
  const said: Check = {
    ...checkOf(round, 'fingerprint'),
    id: randomUUID(),
    item: modelItem,
    status: isKnown(modelItem) ? 'pass' : 'fail',
    route_status: 'answered',
    response_hash: named,
  }
  return [said, ...checks]
}

async function probeExam(round: Round): Promise<Check[]> {
  const asked = await askAll(round, exam)
  const right = new Set(
    asked.filter(({ question, reply }) => {
      const item = exam.find((one) => one.item === question.item)
      return reply.answer !== undefined && item?.isRight(reply.answer) === true
    }),
  )
  const usual = await readScores(round.ctx, round.watched, 'eval')
  const verdict = judgeExam(right.size, asked.filter(isAnswered).length, usual)
  return checksOf(round, 'eval', asked, verdict, (one) => right.has(one))
}

async function probeLatency(round: Round): Promise<Check[]> {
  const { watched, pools, ctx } = round
  const stream = watched.target.channel.provider.quirks?.awsFrames !== true
  const reply = await askModel(watched.target, latencyQuestion, pools, { stream })
  const status = reply.routeStatus === 'answered' ? judgeLatency(reply, await readPaces(ctx, watched)) : 'fail'
  const measured = measuredOf({ question: latencyQuestion, reply })
  return [{ ...checkOf(round, 'latency'), ...measured, id: randomUUID(), item: null, status }]
}

/** Asks everything, and answers what is worth keeping: figures, verdicts and hashes. Questions and answers end here. */
export async function probeWatched(round: Round, all: readonly Watched[]): Promise<Check[]> {
  return [...(await probeFingerprint(round, all)), ...(await probeExam(round)), ...(await probeLatency(round))]
}
