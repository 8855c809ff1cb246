// The document around both pages.
import '../style/base.css';
import '../style/sheet.css';
import { App } from '../components/App.jsx';
import { beforePaint } from '../services/session.js';

export const metadata = { title: 'Attendance' };
export const viewport = { colorScheme: 'light dark' };

export default function Layout({ children }) {
  return (
    // The script adds an attribute that the server does not know.
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: beforePaint }} />
      </head>
      <body>
        <App>{children}</App>
      </body>
    </html>
  );
}
