export interface Scored {
  score: number
  label: 0 | 1
}

/** Area under the ROC curve by ranks; ties count one half. */
export function auc(rows: readonly Scored[]): number {
  const sorted = [...rows].sort((a, b) => a.score - b.score)
  let [positives, negatives, ranks] = [0, 0, 0]
  for (let from = 0; from < sorted.length;) {
    let to = from
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++
    const mean = (from + to + 1) / 2
    for (const { label } of sorted.slice(from, to))
      if (label === 1) {
        positives++
        ranks += mean
      } else negatives++
    from = to
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** The best recall with no more than this share of false positives; rows of one score are taken or left together. */
export function recallAtFalsePositives(rows: readonly Scored[], share: number): number {
  const positives = rows.filter(({ label }) => label === 1).length
  const sorted = [...rows].sort((a, b) => b.score - a.score)
  let [hits, wrong, best] = [0, 0, 0]
  for (let from = 0; from < sorted.length;) {
    let to = from
    for (; to < sorted.length && sorted[to]?.score === sorted[from]?.score; to++)
      if (sorted[to]?.label === 1) hits++
      else wrong++
    if (wrong > share * (rows.length - positives)) break
    best = hits / positives
    from = to
  }
  return best
}

const BINS = 10

/** Expected calibration error over ten bins, and the reliability curve itself: mean score and share of imitations in each bin. */
export function calibration(rows: readonly Scored[]): { error: number; bins: { from: number; n: number; score: number; share: number }[] } {
  const bins = Array.from({ length: BINS }, (_, i) => {
    const own = rows.filter(({ score }) => Math.min(BINS - 1, Math.floor(score * BINS)) === i)
    const mean = (of: (row: Scored) => number) => (own.length === 0 ? 0 : own.reduce((sum, row) => sum + of(row), 0) / own.length)
    return {
      from: i / BINS,
      n: own.length,
      score: Number(mean(({ score }) => score).toFixed(3)),
      share: Number(mean(({ label }) => label).toFixed(3)),
    }
  })
  return { error: bins.reduce((sum, { n, score, share }) => sum + (n / rows.length) * Math.abs(score - share), 0), bins }
}
