@_exported public import struct SourceTree.Diagnostic
@_exported public import struct SourceTree.DiagnosticError
@_exported public import struct SourceTree.Excerpt
@_exported public import struct SourceTree.Note
@_exported public import struct SourceTree.Place
@_exported public import enum SourceTree.Severity
