// The report. It needs nothing of the environment, so Next renders it when it builds.
import { Report } from '../../components/Report.jsx';

export default function Page() {
  return <Report />;
}
