//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    yundu::cli::run(std::env::args_os())
}
