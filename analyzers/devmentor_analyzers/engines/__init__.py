"""Resident engines that other people wrote, asked over stdio."""
