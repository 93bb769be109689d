//! Turns the world-atlas TopoJSON into the compact basemap file the application embeds.
//!
//! Usage: `cargo run --example convert_basemap -- countries-50m.json assets/basemap/countries-50m.bin`
//!
//! The output is described byte by byte in `assets/basemap/README.md`. The conversion loses nothing the
//! application draws: the arcs keep the quantisation of the input and are still shared between neighbours. Only
//! the merged `land` object and the JSON itself are left behind. The tool knows nothing of projections or of
//! which borders are disputed; it shares no code with the decoder, so that the two check each other.

use std::{env, error::Error, fs, process::ExitCode};

use serde_json::Value;

/// First bytes of the file; the digit is the version of the format.
const MAGIC: &[u8; 8] = b"ENTMAP1\n";

type Outcome<T> = Result<T, Box<dyn Error>>;

#[expect(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a tool for the command line"
)]
fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, output] = arguments.as_slice() else {
        eprintln!("usage: convert_basemap INPUT.json OUTPUT.bin");
        return ExitCode::from(2);
    };
    match run(input, output) {
        Ok(bytes) => {
            println!("{output}: {bytes} bytes");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{input}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(input: &str, output: &str) -> Outcome<usize> {
    let topology: Value = serde_json::from_str(&fs::read_to_string(input)?)?;
    let mut bytes = MAGIC.to_vec();
    write_transform(&mut bytes, &topology["transform"])?;
    write_arcs(&mut bytes, list(&topology["arcs"], "arcs")?)?;
    write_countries(
        &mut bytes,
        list(&topology["objects"]["countries"]["geometries"], "countries")?,
    )?;
    fs::write(output, &bytes)?;
    Ok(bytes.len())
}

fn write_transform(bytes: &mut Vec<u8>, transform: &Value) -> Outcome<()> {
    for field in ["scale", "translate"] {
        for axis in [0, 1] {
            let number = transform[field][axis]
                .as_f64()
                .ok_or("the topology is not quantised")?;
            bytes.extend(number.to_le_bytes());
        }
    }
    Ok(())
}

/// Arcs are already delta-coded in TopoJSON, the first pair from the origin: they are only packed.
fn write_arcs(bytes: &mut Vec<u8>, arcs: &[Value]) -> Outcome<()> {
    write_count(bytes, arcs.len());
    for arc in arcs {
        let steps = list(arc, "an arc")?;
        write_count(bytes, steps.len());
        for step in steps {
            for axis in [0, 1] {
                write_signed(
                    bytes,
                    step[axis]
                        .as_i64()
                        .ok_or("an arc step is not a whole number")?,
                );
            }
        }
    }
    Ok(())
}

fn write_countries(bytes: &mut Vec<u8>, countries: &[Value]) -> Outcome<()> {
    write_count(bytes, countries.len());
    for country in countries {
        let name = country["properties"]["name"]
            .as_str()
            .ok_or("a country has no name")?;
        let numeric: u16 = country["id"].as_str().map_or(Ok(0), str::parse)?;
        bytes.extend(numeric.to_le_bytes());
        write_count(bytes, name.len());
        bytes.extend(name.as_bytes());
        match country["type"].as_str() {
            Some("Polygon") => {
                write_count(bytes, 1);
                write_polygon(bytes, &country["arcs"])?;
            }
            Some("MultiPolygon") => {
                let polygons = list(&country["arcs"], "polygons")?;
                write_count(bytes, polygons.len());
                polygons
                    .iter()
                    .try_for_each(|polygon| write_polygon(bytes, polygon))?;
            }
            other => {
                return Err(
                    format!("{name} is {other:?}, neither polygon nor multipolygon").into(),
                );
            }
        }
    }
    Ok(())
}

/// A polygon is its outer ring and then its holes; a ring is a chain of arc references, `!index` for reversed.
fn write_polygon(bytes: &mut Vec<u8>, polygon: &Value) -> Outcome<()> {
    let rings = list(polygon, "rings")?;
    write_count(bytes, rings.len());
    for ring in rings {
        let references = list(ring, "a ring")?;
        write_count(bytes, references.len());
        for reference in references {
            write_signed(
                bytes,
                reference
                    .as_i64()
                    .ok_or("an arc reference is not a whole number")?,
            );
        }
    }
    Ok(())
}

fn list<'a>(value: &'a Value, what: &str) -> Outcome<&'a [Value]> {
    Ok(value
        .as_array()
        .ok_or_else(|| format!("{what}: expected a list"))?)
}

fn write_count(bytes: &mut Vec<u8>, count: usize) {
    write_varint(bytes, count as u64);
}

/// Zigzag, so that small negative numbers are short as well: 0, -1, 1, -2 become 0, 1, 2, 3.
fn write_signed(bytes: &mut Vec<u8>, number: i64) {
    write_varint(bytes, ((number << 1) ^ (number >> 63)) as u64);
}

/// Seven bits a byte, lowest first; the high bit says that another byte follows.
fn write_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
