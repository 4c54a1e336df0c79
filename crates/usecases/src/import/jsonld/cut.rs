//! Cuts a long JSON text into its records without reading them: the elements of an array, the elements of a
//! `@graph`, or the lines.

use crate::import::problem::FileProblem;
use std::io::BufRead;

/// A stretch of text that should be one record.
pub struct Piece {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// The text; incomplete if it is too long.
    pub text: Vec<u8>,
    /// Whether there was more than may be kept.
    pub too_long: bool,
    /// Whether records may be one level further down: a line may hold an array.
    pub nested: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    Array { in_object: bool },
    Object,
    Lines,
}

/// Gives the records of a JSON text one by one.
pub struct Cutter<R> {
    input: R,
    state: State,
    line: u64,
    longest: usize,
    /// The entries of the object around a `@graph`, or of an object that is itself the record.
    object: Piece,
    first: bool,
}

impl<R: BufRead> Cutter<R> {
    /// Looks at the beginning. Lines are expected if the caller says so or the first line is a whole object and
    /// another follows.
    ///
    /// # Errors
    /// [`FileProblem`] when it does not begin as JSON.
    pub fn begin(mut input: R, longest: usize, by_lines: bool) -> Result<Self, FileProblem> {
        let mut line = 1;
        while let Some(byte) = peek(&mut input)?.filter(u8::is_ascii_whitespace) {
            line += u64::from(byte == b'\n');
            input.consume(1);
        }
        let start = peek(&mut input)?;
        if !matches!(start, Some(b'{' | b'[')) && !by_lines {
            return Err(FileProblem::NotJson { line });
        }
        // An object that closes within the first buffer and is followed by a line that opens another.
        let sample = input.fill_buf()?;
        let end = sample.iter().position(|byte| *byte == b'\n');
        let whole = |end: usize| serde_json::from_slice::<serde::de::IgnoredAny>(&sample[..end]).is_ok();
        let lines = by_lines || (start == Some(b'{') && end.is_some_and(whole));
        let state = if lines { State::Lines } else { State::Between };
        Ok(Self { input, state, line, longest, object: empty(line), first: true })
    }

    /// Whether records may point to others of the file: it does not begin as an array of postings.
    pub fn may_hold_nodes(&mut self) -> bool {
        self.state == State::Lines || matches!(peek(&mut self.input), Ok(Some(b'{')))
    }

    /// The next record.
    ///
    /// # Errors
    /// [`FileProblem`] when the text breaks off or is not JSON between the records.
    pub fn next(&mut self) -> Result<Option<Piece>, FileProblem> {
        loop {
            let step = match self.state {
                State::Lines => return self.next_line(),
                State::Between => self.between()?,
                State::Array { in_object } => self.array(in_object)?,
                State::Object => self.entry()?,
            };
            match step {
                Step::Piece(piece) => return Ok(Some(piece)),
                Step::Go(state) => self.state = state,
                Step::End => return Ok(None),
            }
        }
    }

    fn next_line(&mut self) -> Result<Option<Piece>, FileProblem> {
        loop {
            let mut piece = empty(self.line);
            piece.nested = true;
            let mut any = false;
            while let Some(byte) = self.take()? {
                any = true;
                if byte == b'\n' {
                    break;
                }
                self.keep(&mut piece, byte);
            }
            if !piece.text.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(piece));
            }
            if !any {
                return Ok(None);
            }
        }
    }

    fn between(&mut self) -> Result<Step, FileProblem> {
        match self.skip_space()? {
            None if self.first => Err(self.wrong()),
            None => Ok(Step::End),
            Some(byte @ (b'[' | b'{')) => {
                self.take()?;
                self.first = false;
                if byte == b'[' {
                    return Ok(Step::Go(State::Array { in_object: false }));
                }
                self.object = empty(self.line);
                self.object.text.push(b'{');
                Ok(Step::Go(State::Object))
            }
            Some(_) => Err(self.wrong()),
        }
    }

    fn array(&mut self, in_object: bool) -> Result<Step, FileProblem> {
        match self.skip_space()? {
            None => Err(self.wrong()),
            Some(b']') => {
                self.take()?;
                Ok(Step::Go(if in_object { State::Object } else { State::Between }))
            }
            Some(b',') => {
                self.take()?;
                Ok(Step::Go(self.state))
            }
            Some(_) => {
                let mut piece = empty(self.line);
                self.value(&mut piece)?;
                Ok(Step::Piece(piece))
            }
        }
    }

    fn entry(&mut self) -> Result<Step, FileProblem> {
        match self.skip_space()? {
            Some(b'}') => {
                self.take()?;
                let mut piece = std::mem::replace(&mut self.object, empty(self.line));
                self.state = State::Between;
                let entries = piece.text.len() > 1;
                piece.text.push(b'}');
                Ok(if entries { Step::Piece(piece) } else { Step::Go(State::Between) })
            }
            Some(b',') => {
                self.take()?;
                Ok(Step::Go(State::Object))
            }
            Some(b'"') => self.named_entry(),
            _ => Err(self.wrong()),
        }
    }

    fn named_entry(&mut self) -> Result<Step, FileProblem> {
        let mut key = empty(self.line);
        self.value(&mut key)?;
        if self.skip_space()? != Some(b':') {
            return Err(self.wrong());
        }
        self.take()?;
        let start = self.skip_space()?;
        let graph = key.text == b"\"@graph\"" && start == Some(b'[');
        let mut object = std::mem::replace(&mut self.object, empty(self.line));
        if object.text.len() > 1 && !object.too_long {
            object.text.push(b',');
        }
        object.too_long |= key.too_long || object.text.len() > self.longest;
        if !object.too_long {
            object.text.extend_from_slice(&key.text);
            object.text.push(b':');
        }
        let state = if graph {
            // What stays is an empty list, so that the object is known for the frame of a graph.
            self.take()?;
            if !object.too_long {
                object.text.extend_from_slice(b"[]");
            }
            State::Array { in_object: true }
        } else {
            self.value(&mut object)?;
            State::Object
        };
        self.object = object;
        Ok(Step::Go(state))
    }

    /// Copies one value, whatever is in it.
    fn value(&mut self, into: &mut Piece) -> Result<(), FileProblem> {
        let (mut depth, mut quoted, mut escaped) = (0_u64, false, false);
        let mut any = false;
        loop {
            let byte = peek(&mut self.input)?;
            let scalar_end = matches!(byte, Some(b',' | b']' | b'}' | b':')) || is_space(byte);
            if depth == 0 && !quoted && any && (byte.is_none() || scalar_end) {
                return Ok(());
            }
            let Some(byte) = self.take()? else { return Err(self.wrong()) };
            self.keep(into, byte);
            any = true;
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.checked_sub(1).ok_or_else(|| self.wrong())?,
                _ => continue,
            }
            if depth == 0 && !quoted && matches!(byte, b'"' | b'}' | b']') {
                return Ok(());
            }
        }
    }

    fn keep(&self, piece: &mut Piece, byte: u8) {
        if piece.text.len() < self.longest {
            piece.text.push(byte);
        } else {
            piece.too_long = true;
        }
    }

    fn take(&mut self) -> Result<Option<u8>, FileProblem> {
        let byte = peek(&mut self.input)?;
        if byte.is_some() {
            self.input.consume(1);
        }
        self.line += u64::from(byte == Some(b'\n'));
        Ok(byte)
    }

    fn skip_space(&mut self) -> Result<Option<u8>, FileProblem> {
        loop {
            let byte = peek(&mut self.input)?;
            if !is_space(byte) {
                return Ok(byte);
            }
            self.take()?;
        }
    }

    const fn wrong(&self) -> FileProblem {
        FileProblem::NotJson { line: self.line }
    }
}

enum Step {
    Piece(Piece),
    Go(State),
    End,
}

const fn empty(line: u64) -> Piece {
    Piece { line, text: Vec::new(), too_long: false, nested: false }
}

fn is_space(byte: Option<u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_whitespace())
}

fn peek(input: &mut impl BufRead) -> Result<Option<u8>, FileProblem> {
    Ok(input.fill_buf()?.first().copied())
}
