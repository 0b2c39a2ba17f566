using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GboParticipatie;

/// <summary>
/// Finds numbers that point to one person: they have no place in a point that others read. Precise, because a refusal stops
/// someone who writes: the number must stand by itself, have the length and form of its kind, and a right check number.
/// </summary>
public static partial class PersonalNumbers
{
    // Length of an account number per country (SWIFT's registry). A # says that nothing but digits follows the country.
    private const string Countries = """
        AD24 AE23# AL28 AT20# AZ28 BA20# BE16# BG22 BH22 BR29 CH21 CR22# CY28 CZ24# DE22# DK18# DO28 EE20# ES24# FI18# FO18# FR27 GB22
        GE22 GI23 GL18# GR27 GT28 HR21# HU28# IE22 IL23# IQ23 IS26# IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20# LU20 LV21 MC27 MD24 ME22#
        MK19 MR27# MT31 MU30 NL18 NO15# PK24 PL28# PS29 PT25# QA29 RO24 RS22# SA24 SC31 SE24# SI19# SK24# SM27 ST25# SV28 TL23# TN24#
        TR26 UA29 VA22# VG24 XK20#
        """;

    private static readonly FrozenDictionary<string, (int Length, bool OnlyDigits)> Ibans = Countries.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenDictionary(c => c[..2], c => (int.Parse(c.AsSpan(2, 2), CultureInfo.InvariantCulture), c.EndsWith('#')), StringComparer.Ordinal);

    /// <summary>True when the text holds a Belgian national number (rijksregisternummer or BIS number) with a right check number.</summary>
    public static bool HasNationalNumber(string text)
        => NationalNumber().Matches(text).Any(m => IsNationalNumber(string.Concat(m.Value.Where(char.IsAsciiDigit))));

    /// <summary>True when the text holds an IBAN with a right check number.</summary>
    public static bool HasIban(string text) => IbanStart().Matches(text).Any(m => IsIbanAt(text, m.Index));

    private static bool IsNationalNumber(string digits)
    {
        int Part(int start, int length) => int.Parse(digits.AsSpan(start, length), CultureInfo.InvariantCulture);
        var (birth, sequence, check) = (Part(0, 9), Part(6, 3), Part(9, 2));
        if (sequence is 0 or 999) return false;
        if (97 - (birth % 97) == check) return IsBirthday(1900 + Part(0, 2), Part(2, 2), Part(4, 2));
        return 97 - ((2_000_000_000L + birth) % 97) == check && IsBirthday(2000 + Part(0, 2), Part(2, 2), Part(4, 2));
    }

    // Of a BIS number the month is 20 or 40 higher. Who does not know the day or the month of birth has zeroes there.
    private static bool IsBirthday(int year, int month, int day)
    {
        if (month >= 60) return false;
        month %= 20;
        return month <= 12 && day <= (month == 0 ? 31 : DateTime.DaysInMonth(year, month));
    }

    // Taken character by character, because what follows an account number may look like part of it ("BE68 5390 0754 7034 voor ...").
    private static bool IsIbanAt(string text, int start)
    {
        var country = text.Substring(start, 2).ToUpperInvariant();
        if (!Ibans.TryGetValue(country, out var form)) return false;
        var candidate = new StringBuilder(country, form.Length);
        var at = start + 2;
        for (; at < text.Length && candidate.Length < form.Length; at++)
        {
            // With letters in it, it is written in fours with spaces or in one piece: else codes with dashes look like one.
            var separates = form.OnlyDigits ? IsSeparator(text[at]) : candidate.Length % 4 == 0 && char.IsWhiteSpace(text[at]);
            if (separates && !IsSeparator(text[at - 1])) continue;
            if (!(form.OnlyDigits || candidate.Length < 4 ? char.IsAsciiDigit(text[at]) : char.IsAsciiLetterOrDigit(text[at]))) return false;
            candidate.Append(char.ToUpperInvariant(text[at]));
        }

        return candidate.Length == form.Length && (at == text.Length || !char.IsLetterOrDigit(text[at])) && HasRightCheck(candidate.ToString());
    }

    private static bool HasRightCheck(string iban)
    {
        var remainder = 0;
        foreach (var c in iban[4..] + iban[..4])
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + (c - '0')) % 97 : ((remainder * 100) + (c - 'A' + 10)) % 97;
        return remainder == 1;
    }

    private static bool IsSeparator(char c) => c is ' ' or '.' or '-' or '/' or '\u00A0' or '\u202F';

    [GeneratedRegex(@"(?<![A-Za-z0-9])[0-9]{2}[ .\-/]?[0-9]{2}[ .\-/]?[0-9]{2}[ .\-/]{0,3}[0-9]{3}[ .\-/]?[0-9]{2}(?![A-Za-z0-9])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NationalNumber();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Za-z]{2}[ .\-/\u00A0\u202F]?[0-9]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IbanStart();
}
