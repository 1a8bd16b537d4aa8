/** One measured value with what tells it from others of its name. */
export type Sample = {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
};

export type Metric = {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
};

/** In the text format that Prometheus reads, version 0.0.4. All are gauges: what they say holds now. */
export function metricsText(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, help, samples }) => {
      const lines = samples.map(({ labels, value }) => `${name}${labelsText(labels)} ${value}\n`);
      return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
    })
    .join('');
}

function labelsText(labels: Sample['labels']): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(String(value))}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
