import type { TicketRequest } from '../../requests/contract';
import '../requests/requests.css';

/** What was answered, question by question. */
export function RequestAnswers({ answers }: Pick<TicketRequest, 'answers'>) {
  return (
    <dl className="kelp-rq-answers">
      {answers.map(({ key, label, words }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd className="kelp-rq-prose">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
