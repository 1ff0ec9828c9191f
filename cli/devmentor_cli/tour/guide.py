"""Walk a new user through what works, then say how to attach an editor."""

import sys
from pathlib import Path

import click

from devmentor_cli.tour.sample import EXPLAINED_LINE, NAME, sample_folder
from devmentor_protocol.errors import RpcError
from devmentor_protocol.runtime import TierRuntime


async def show_tour(runtime: TierRuntime) -> None:
    """Analyse the sample, ask one real question, print the way on. Never ends the tier."""
    with sample_folder() as folder:
        await _analyse(folder)
        try:
            await _explain(folder)
        except RpcError as error:
            click.echo(f"\nThe mentor could not answer: {error.message}")
    _say_how_to_go_on(runtime)


async def _analyse(folder: Path) -> None:
    from devmentor_analyzers.checking.check import check
    from devmentor_analyzers.settings import Settings

    _heading(f"A first analysis: devmentor check {NAME}")
    report = await check([folder], Settings())
    for finding in report.findings:
        where = f"{NAME}:{finding.line}:{finding.column}"
        click.echo(f"  {where:12} {finding.message} [{finding.source} {finding.code}]")


async def _explain(folder: Path) -> None:
    from devmentor_cli.explaining import explain_place

    _heading(f"A first answer: devmentor explain {NAME}:{EXPLAINED_LINE}")
    await explain_place(folder / NAME, EXPLAINED_LINE, tier_url=None, folder=folder)


def _say_how_to_go_on(runtime: TierRuntime) -> None:
    binary = Path(sys.executable).with_name("devmentor")
    _heading("Attach your editor")
    click.echo(
        f"  VS Code   make extension, then install editors/vscode/devmentor.vsix\n"
        f"  Neovim    vim.opt.runtimepath:append('{Path.cwd() / 'editors' / 'neovim'}')\n"
        f"            vim.lsp.config('devmentor', {{ cmd = {{ '{binary}', 'lsp' }} }})\n"
        f"            vim.lsp.enable('devmentor')\n"
        f"  others    {binary} lsp   (Helix, Emacs, Zed: see editors/)"
    )
    _heading("Or stay in the terminal (another one)")
    click.echo(
        f"  {binary} check PATHS\n"
        f"  {binary} explain FILE:LINE\n"
        f'  {binary} ask "…"\n'
        f"  {binary} doctor"
    )
    _heading("Running")
    click.echo(
        f"  gateway {runtime.gateway_url}   auth {runtime.auth_url}\n"
        f"  memory  {runtime.memory_url}   project {runtime.project_url}\n\n"
        "Ctrl-C stops everything."
    )


def _heading(text: str) -> None:
    click.echo("\n" + click.style(text, bold=True))
