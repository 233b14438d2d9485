"""What pyproject.toml cannot say: the wheel carries the repository's `site/` as `kentan.house`.

So an instance that has nothing but the installed package can build its site. An editable install leaves it out: there
the house is the repository's own folder, and Python starts quicker without a mapped package.
"""

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithHouse(build_py):
    """Adds the folder `site/` to what goes into a wheel."""

    def finalize_options(self) -> None:
        """Add the house, unless the install is an editable one."""
        super().finalize_options()
        if not self.editable_mode:
            self.packages = [*self.packages, "kentan.house"]
            self.package_dir = {**self.package_dir, "kentan.house": "site"}


setup(
    cmdclass={"build_py": BuildWithHouse},
    options={"build": {"build_base": "build/wheel"}},  # `build/` itself is where the site is generated
)
