// The frame of the Next app.
export default function Layout({ children }) {
  return (
    <html>
      <body>{children}</body>
    </html>
  );
}
