import { type ReactNode, useState } from 'react';
import { unreachable } from '#domain/unreachable.ts';
import { importFiles } from '../api/import-requests.ts';
import { useAction } from '../api/use-action.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { Confirm } from '../parts/dialogs.tsx';
import { Notice, ProblemNotice } from '../parts/notice.tsx';
import { FileChoice } from './file-choice.tsx';
import styles from './import-page.module.css';
import { afterReport, changesIn, type ImportStep, NO_FILES, removalsIn } from './import-step.ts';
import { ReportTables } from './report-tables.tsx';

/** Files in; first what would happen, then, if it is wanted, that. */
export function ImportPage(): ReactNode {
  const words = useWords().messages.import;
  const [step, setStep] = useState<ImportStep>(NO_FILES);
  return (
    <div className={styles['page']}>
      <PageTitle title={words.title} />
      <p className={styles['lead']}>{words.lead}</p>
      <Step step={step} onStep={setStep} />
    </div>
  );
}

type StepProps<Step extends ImportStep = ImportStep> = {
  readonly step: Step;
  readonly onStep: (step: ImportStep) => void;
};

function Step({ step, onStep }: StepProps): ReactNode {
  switch (step.name) {
    case 'choosing':
      return <Choosing step={step} onStep={onStep} />;
    case 'checked':
      return <Checked step={step} onStep={onStep} />;
    case 'applied':
      return <Applied step={step} onStep={onStep} />;
    default:
      return unreachable(step);
  }
}

type Of<Name extends ImportStep['name']> = StepProps<Extract<ImportStep, { readonly name: Name }>>;

function Choosing({ step, onStep }: Of<'choosing'>): ReactNode {
  const words = useWords().messages.import;
  const action = useAction();
  const { files } = step;
  const check = (): void =>
    action.run(importFiles(files, { dryRun: true }), (report) => onStep(afterReport(files, report)));
  return (
    <>
      <FileChoice files={files} onChange={(chosen) => onStep({ name: 'choosing', files: chosen })} />
      <ProblemNotice problem={action.problem} />
      <div className={styles['actions']}>
        <Button look="primary" isDisabled={files.length === 0} isPending={action.isBusy} onPress={check}>
          {action.isBusy ? words.checking : words.check}
        </Button>
        <p>{words.checkFirst}</p>
      </div>
    </>
  );
}

function Checked({ step, onStep }: Of<'checked'>): ReactNode {
  const { messages } = useWords();
  const action = useAction();
  const [isAsking, setIsAsking] = useState(false);
  const { files, report } = step;
  const words = messages.import;
  const changes = changesIn(report);
  const removals = removalsIn(report);
  const mayApply = report.errors.length === 0 && changes > 0;
  return (
    <div className={styles['outcome']}>
      <Outcome report={report} changes={changes} />
      <div className={styles['actions']}>
        {mayApply && (
          <Button look="primary" onPress={() => setIsAsking(true)}>
            {words.apply}
          </Button>
        )}
        <Button onPress={() => onStep(NO_FILES)}>{words.startOver}</Button>
      </div>
      <ReportTables report={report} />
      <Confirm
        title={words.applyTitle}
        lead={words.applyLead(changes)}
        act={words.apply}
        keep={messages.common.cancel}
        isOpen={isAsking}
        action={action}
        onAct={() =>
          action.run(importFiles(files, { dryRun: false }), (applied) => {
            setIsAsking(false);
            onStep(afterReport(files, applied));
          })
        }
        onClose={() => setIsAsking(false)}
      >
        {removals > 0 && <Notice tone="late">{words.applyRemoved(removals)}</Notice>}
      </Confirm>
    </div>
  );
}

type OutcomeProps = { readonly report: Of<'checked'>['step']['report']; readonly changes: number };

function Outcome({ report, changes }: OutcomeProps): ReactNode {
  const words = useWords().messages.import;
  if (report.errors.length > 0) {
    return (
      <Notice tone="stop">
        <strong>{words.errors(report.errors.length + report.more)}.</strong> {words.errorsHelp}
      </Notice>
    );
  }
  if (changes === 0) return <Notice tone="plain">{words.nothing}</Notice>;
  return (
    <Notice tone="good">
      <strong>{words.ready}</strong> {words.readyHelp}
    </Notice>
  );
}

function Applied({ step, onStep }: Of<'applied'>): ReactNode {
  const words = useWords().messages.import;
  return (
    <div className={styles['outcome']}>
      <Notice tone="good">
        <strong>{words.applied}.</strong> {words.appliedHelp}
      </Notice>
      <ReportTables report={step.report} />
      <div className={styles['actions']}>
        <Button onPress={() => onStep(NO_FILES)}>{words.startOver}</Button>
      </div>
    </div>
  );
}
